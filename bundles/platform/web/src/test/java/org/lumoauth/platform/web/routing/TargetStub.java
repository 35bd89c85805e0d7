package org.lumoauth.platform.web.routing;

import java.util.List;
import org.osgi.framework.Version;

record TargetStub(Owner owner) implements Target {
  static TargetStub of(String module) {
    return of(module, "1.0.0", 0, 1);
  }

  static TargetStub of(String module, String version, int ranking, long serviceId) {
    return new TargetStub(
        new Owner(module, Version.parseVersion(version), serviceId, ranking, serviceId));
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void enter() {
    // Not counted.
  }

  @Override
  public void leave() {
    // Not counted.
  }

  @Override
  public List<Operation> operations() {
    return List.of();
  }
}
