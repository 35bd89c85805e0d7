/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.tenant.TenantContext;

/** The public metadata of an agent or a resource. */
final class ParticipantMetadataDocumentFactory {

  private ParticipantMetadataDocumentFactory() {}

  static Map<String, Object> of(TenantContext tenant, AAuthParticipant party) {
    ParticipantSettings settings = party.settings();
    boolean agent = settings.kind().equals(ParticipantSettings.AGENT);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", party.id());
    document.put(settings.kind(), settings.identifier());
    document.put("name", settings.name());
    document.put("issuer", tenant.issuer());
    document.put("jwks_uri", jwksUri(tenant, party));
    document.put(
        agent ? "scopes" : "scopes_supported",
        List.copyOf(new TreeSet<>(settings.scopes().keySet())));
    if (agent) {
      document.put("redirect_uris", settings.redirectUris());
      document.put("features", List.copyOf(new TreeSet<>(settings.features())));
    } else {
      document.put("auth_level", settings.level());
      document.put("auth_server", tenant.issuer());
    }
    return document;
  }

  private static String jwksUri(TenantContext tenant, AAuthParticipant party) {
    String place =
        party.settings().kind().equals(ParticipantSettings.AGENT) ? "agents" : "resources";
    return tenant.issuer() + "/aauth/" + place + "/" + party.id() + "/jwks.json";
  }
}
