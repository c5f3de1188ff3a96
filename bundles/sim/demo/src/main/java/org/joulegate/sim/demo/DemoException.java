package org.joulegate.sim.demo;

/** The demonstration cannot go on; the message says which part failed. */
final class DemoException extends Exception {
  private static final long serialVersionUID = 1;

  DemoException(String sentence) {
    super(sentence);
  }

  DemoException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
