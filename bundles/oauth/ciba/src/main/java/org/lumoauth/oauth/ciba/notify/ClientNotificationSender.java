/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.lumoauth.oauth.ciba.request.CibaValueJsonWriter;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.ClientDeliveryTarget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies clients of the result of their requests.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">CIBA
 *     sections 10.2, 10.3 and 12</a>
 */
@Component(service = ClientNotificationSender.class)
public final class ClientNotificationSender {

  private static final Logger LOG = LoggerFactory.getLogger(ClientNotificationSender.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER = 4096;

  private final ClientDirectory clients;
  private final PushDeliveryTokenIssuer tokens;
  private final OutboundHttpClient http;
  private final AuthorizationGrantService grants;
  private final CibaAudit audit;

  @Activate
  public ClientNotificationSender(
      @Reference ClientDirectory clients,
      @Reference PushDeliveryTokenIssuer tokens,
      @Reference OutboundHttpClient http,
      @Reference AuthorizationGrantService grants,
      @Reference CibaAudit audit) {
    this.clients = clients;
    this.tokens = tokens;
    this.http = http;
    this.grants = grants;
    this.audit = audit;
  }

  private record ClientNotificationFailure(String reason, boolean hopeless) {}

  /**
   * Sends one notification to the client.
   *
   * @param last whether this is the last attempt
   * @return whether the task is complete
   */
  boolean notifyClient(
      TenantContext tenant,
      BackchannelRequest asked,
      BackchannelTaskStore.BackchannelTask task,
      Instant now,
      boolean last) {
    ClientDeliveryTarget telling = asked.telling().orElseThrow();
    Optional<Client> client = clients.find(tenant, asked.clientId()).filter(Client::enabled);
    Optional<String> endpoint = client.flatMap(TokenDeliveryMode::endpoint);
    if (endpoint.isEmpty()) { // without an endpoint a grant for push delivery cannot be used
      end(tenant, asked);
      return true;
    }
    Optional<Map<String, Object>> body = body(tenant, client.get(), asked, task, now);
    if (body.isEmpty()) {
      return true;
    }
    Optional<ClientNotificationFailure> failure = send(tenant, endpoint.get(), telling, body.get());
    if (failure.isEmpty()) {
      LOG.debug("ciba.told: tenant={} client={}", tenant.id(), asked.clientId());
      return true;
    }
    LOG.info(
        "ciba.not-told: tenant={} client={} attempt={} reason={}",
        tenant.id(),
        asked.clientId(),
        task.attempts() + 1,
        failure.get().reason());
    if (!failure.get().hopeless() && !last) {
      return false;
    }
    audit.notTold(tenant, client.get(), asked, task.attempts() + 1, failure.get().reason());
    end(tenant, asked);
    return true;
  }

  /** Returns the notification body; empty if no notification is due. */
  private Optional<Map<String, Object>> body(
      TenantContext tenant,
      Client client,
      BackchannelRequest asked,
      BackchannelTaskStore.BackchannelTask task,
      Instant now) {
    ClientDeliveryTarget telling = asked.telling().orElseThrow();
    boolean decided = asked.denied() || asked.grant().isPresent();
    if (telling.mode() == TokenDeliveryMode.PING) { // section 10.2
      return decided ? Optional.of(Map.of("auth_req_id", telling.authReqId())) : Optional.empty();
    }
    if (asked.denied()) {
      return Optional.of(error(telling, "access_denied", "The user denied the request."));
    }
    if (asked.grant().isEmpty()) {
      return Optional.of(error(telling, "expired_token", "The user did not answer in time."));
    }
    try {
      return Optional.of(tokens.of(tenant, client, asked, asked.grant().get(), task, now));
    } catch (
        OAuthException
            refusal) { // rejected because a principal was disabled or the grant has expired or was
      // revoked
      audit.recordNotIssued(tenant, client, asked, refusal.code());
      if (task.sealed().isPresent()) { // issued before, but not delivered
        end(tenant, asked);
      }
      return Optional.of(
          error(
              telling,
              "transaction_failed",
              "The tokens for this request can no longer be issued."));
    }
  }

  /** Creates an error notification (section 12). */
  private static Map<String, Object> error(
      ClientDeliveryTarget telling, String code, String description) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("auth_req_id", telling.authReqId());
    error.put("error", code);
    error.put("error_description", description);
    return error;
  }

  private Optional<ClientNotificationFailure> send(
      TenantContext tenant,
      String endpoint,
      ClientDeliveryTarget telling,
      Map<String, Object> body) {
    try {
      var request =
          new OutboundRequest(
                  "ciba-notification",
                  "POST",
                  URI.create(endpoint),
                  Map.of(
                      "Content-Type",
                      "application/json",
                      "Authorization",
                      "Bearer " + telling.token()),
                  Optional.of(CibaValueJsonWriter.write(body).getBytes(StandardCharsets.UTF_8)),
                  TIMEOUT,
                  MAX_ANSWER)
              .inTenant(tenant.id());
      int status = http.send(request).status();
      if (status >= 200 && status < 300) {
        return Optional.empty();
      }
      boolean later = status >= 500 || status == 408 || status == 429;
      return Optional.of(new ClientNotificationFailure("status " + status, !later));
    } catch (OutboundException e) {
      return Optional.of(new ClientNotificationFailure(e.getMessage(), e.isRefused()));
    } catch (IllegalArgumentException e) {
      return Optional.of(
          new ClientNotificationFailure("the notification endpoint is not a valid URL", true));
    }
  }

  /** Revokes tokens that were not delivered. */
  private void end(TenantContext tenant, BackchannelRequest asked) {
    if (asked.telling().orElseThrow().mode() == TokenDeliveryMode.PUSH) {
      asked.grant().ifPresent(grant -> grants.end(tenant, grant.id()));
    }
  }
}
