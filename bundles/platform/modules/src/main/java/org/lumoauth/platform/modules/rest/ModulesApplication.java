/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import java.util.Set;
import javax.ws.rs.core.Application;

/** The REST application of this bundle. */
final class ModulesApplication extends Application {
  private final ModulesResource resource;

  ModulesApplication(ModulesResource resource) {
    this.resource = resource;
  }

  @Override
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
