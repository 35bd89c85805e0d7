/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the operator's documentation page for developers, if one is configured (RFC 8414
 * section 2).
 */
@Component(
    configurationPid = ServerMetadataConfig.PID,
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=service-documentation",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class ServiceDocumentationContributor implements ServerMetadataContributor {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceDocumentationContributor.class);

  private final Optional<String> page;

  @Activate
  public ServiceDocumentationContributor(ServerMetadataConfig config) {
    this.page = page(config.serviceDocumentation().strip());
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    page.ifPresent(address -> metadata.put("service_documentation", address));
  }

  /** Validates the configured URL. An invalid URL is omitted; the server starts nevertheless. */
  private static Optional<String> page(String address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (!web(address)) {
      LOG.error(
          "setting_refused file=etc/{}.cfg key=serviceDocumentation value={}",
          ServerMetadataConfig.PID,
          address);
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private static boolean web(String address) {
    try {
      URI uri = URI.create(address);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
