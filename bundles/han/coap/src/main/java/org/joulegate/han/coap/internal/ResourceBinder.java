package org.joulegate.han.coap.internal;

import org.joulegate.han.api.HanResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Brings the resources that bundles offer into the tree. It is a component of its own, since a
 * resource may wait for the tree (to tell what changed) while the tree waits for nobody.
 */
@Component(
    immediate = true,
    service = {})
public final class ResourceBinder {
  private final ResourceTree tree;

  /**
   * @param tree where the resources go
   */
  @Activate
  public ResourceBinder(@Reference ResourceTree tree) {
    this.tree = tree;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addResource(HanResource resource) {
    tree.add(resource);
  }

  void removeResource(HanResource resource) {
    tree.remove(resource);
  }
}
