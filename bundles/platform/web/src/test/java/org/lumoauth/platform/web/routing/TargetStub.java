/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.List;
import org.osgi.framework.Version;

record TargetStub(EndpointOwner owner) implements RouteTarget {
  static TargetStub of(String module) {
    return of(module, "1.0.0", 0, 1);
  }

  static TargetStub of(String module, String version, int ranking, long serviceId) {
    return new TargetStub(
        new EndpointOwner(module, Version.parseVersion(version), serviceId, ranking, serviceId));
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void beginRequest() {
    // Not counted.
  }

  @Override
  public void endRequest() {
    // Not counted.
  }

  @Override
  public List<RouteOperation> operations() {
    return List.of();
  }
}
