package org.joulegate.adapter.api;

/** The adapter was stopped: its context takes nothing any more. */
public class ContextRevokedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * @param instance the adapter instance that was stopped
   */
  public ContextRevokedException(String instance) {
    super(instance + " was stopped and can report no more");
  }
}
