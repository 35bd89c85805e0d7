/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverwebhook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.delivery.WebhookSender;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notifies a server of the tenant about pending approvals. The server can display them, but people
 * answer on the approval page, signed in; the webhook accepts no answers.
 */
@Component(property = {"lumoauth.kind=approver-channel", "lumoauth.name=webhook"})
public final class WebhookApproverChannel implements ApproverChannel {

  private static final String PURPOSE = "approval-webhook";
  private static final String APPROVERS = "approvers";

  private final SettingsStore settings;
  private final UserDirectory users;
  private final WebhookSender notices;

  @Activate
  public WebhookApproverChannel(
      @Reference SettingsStore settings,
      @Reference UserDirectory users,
      @Reference WebhookSender notices) {
    this.settings = settings;
    this.users = users;
    this.notices = notices;
  }

  @Override
  public boolean canReach(TenantContext tenant, ApproverNotification request) {
    return ApprovalWebhookSettings.read(settings, tenant).isPresent()
        && known(tenant, request.approver());
  }

  @Override
  public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
    ApprovalWebhookSettings.read(settings, tenant)
        .ifPresent(
            hook ->
                notices.send(
                    tenant,
                    new WebhookNotification(
                        PURPOSE,
                        request.id(),
                        hook.url(),
                        body(tenant, request, link),
                        hook.secret())));
  }

  private boolean known(TenantContext tenant, SubjectRef approver) {
    return approver.type().equals(APPROVERS)
        || approver.type().equals(SubjectRef.USER)
            && users
                .find(tenant, approver.id())
                .filter(user -> user.id().equals(approver.id()))
                .isPresent();
  }

  private static Map<String, Object> body(
      TenantContext tenant, ApproverNotification request, String link) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "approval.requested");
    body.put("tenant", tenant.slug());
    body.put("approval_id", request.id());
    body.put("requester", request.requester().toString());
    if (request.approver().type().equals(SubjectRef.USER)) {
      body.put("approver", request.approver().toString());
    }
    request.onBehalfOf().ifPresent(user -> body.put("on_behalf_of", user.toString()));
    request.risk().ifPresent(risk -> body.put("risk_level", risk));
    body.put("action", request.action());
    body.put("parameters", request.parameters());
    body.put("reason", request.reason());
    body.put("expires_at", request.expiresAt().toString());
    if (!link.isEmpty()) { // without a page, approvers use the API
      body.put("link", link);
    }
    return body;
  }
}
