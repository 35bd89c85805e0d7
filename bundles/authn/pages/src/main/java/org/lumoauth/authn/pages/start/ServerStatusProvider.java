/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.util.Optional;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.ServerReadiness;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Provides the product's name and version, and whether the server is ready. */
@Component(service = ServerStatusProvider.class)
public final class ServerStatusProvider {
  static final String PRODUCT = "LumoAuth";

  private final String version;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ServerReadiness readiness;

  /** Used by the component runtime. */
  @Activate
  public ServerStatusProvider() {
    this(FrameworkUtil.getBundle(HttpHandler.class).getVersion());
  }

  ServerStatusProvider(Version version) {
    String numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    this.version =
        version.getQualifier().isEmpty() ? numbers : numbers + "-" + version.getQualifier();
  }

  String version() {
    return version;
  }

  /** Returns whether the server is ready; empty if no module checks it. */
  Optional<Boolean> ready() {
    return Optional.ofNullable(readiness).map(ServerReadiness::isReady);
  }
}
