/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the transmitter configuration under the tenant's configured issuer.
 *
 * @see <a href="https://openid.net/specs/openid-sharedsignals-framework-1_0-final.html">Shared
 *     Signals Framework section 7</a>
 */
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ssf-configuration",
      "lumoauth.web.routes=GET ~/.well-known/ssf-configuration",
      HttpHandler.SUMMARY + "=Get the transmitter configuration (Shared Signals Framework)",
      "lumoauth.web.guard=open"
    })
public final class TransmitterConfigurationEndpoint implements HttpHandler {

  private final SettingsStore settings;

  @Activate
  public TransmitterConfigurationEndpoint(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String issuer = exchange.tenant().issuer();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("spec_version", "1_0");
    metadata.put("issuer", issuer);
    metadata.put("jwks_uri", issuer + "/.well-known/jwks.json");
    metadata.put(
        "delivery_methods_supported",
        List.of(StreamDeliveryMethod.PUSH, StreamDeliveryMethod.POLL));
    metadata.put("configuration_endpoint", issuer + "/ssf/stream");
    metadata.put("status_endpoint", issuer + "/ssf/status");
    metadata.put("add_subject_endpoint", issuer + "/ssf/subjects/add");
    metadata.put("remove_subject_endpoint", issuer + "/ssf/subjects/remove");
    metadata.put("verification_endpoint", issuer + "/ssf/verify");
    metadata.put("critical_subject_members", List.of("user"));
    metadata.put("authorization_schemes", List.of(Map.of("spec_urn", "urn:ietf:rfc:6749")));
    metadata.put("events_supported", SecurityEventTypes.SUPPORTED);
    metadata.put(
        "default_subjects", SsfSettings.DEFAULT_SUBJECTS.read(settings, exchange.tenant()));
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=300");
    exchange.writeJson(200, metadata);
  }
}
