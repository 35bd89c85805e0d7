/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.List;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Determines the owner of a service. */
public final class EndpointOwnerResolver {
  private EndpointOwnerResolver() {}

  /**
   * Returns the owner of a service: its bundle, named by its manifest or otherwise by its symbolic
   * name.
   */
  public static EndpointOwner of(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    String module = bundle.getHeaders().get(ModulePropertyNames.MODULE_HEADER);
    Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
    return new EndpointOwner(
        module == null ? bundle.getSymbolicName() : module,
        bundle.getVersion(),
        bundle.getBundleId(),
        ranking instanceof Integer number ? number : 0,
        (Long) reference.getProperty(Constants.SERVICE_ID));
  }

  /** Returns the values of a service property that is one text or several. */
  public static List<String> texts(Object property) {
    if (property instanceof String text) {
      return List.of(text);
    }
    return property instanceof String[] texts ? List.of(texts) : List.of();
  }
}
