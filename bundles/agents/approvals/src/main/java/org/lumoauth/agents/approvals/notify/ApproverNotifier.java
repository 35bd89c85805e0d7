/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies approvers over every channel that reaches them. The inbox needs no notification; while
 * it is unavailable there is no link, so the notification can wait a short time for it.
 */
@Component(service = ApproverNotifier.class)
public final class ApproverNotifier {

  private static final Logger LOG = LoggerFactory.getLogger(ApproverNotifier.class);
  private static final String PAGE = "approvals";

  private final ApproverRecipientResolver audience;
  private final ProviderTracker<ApproverChannel> channels;
  private final ProviderTracker<ApprovalPageUrlProvider> pages;

  @Activate
  public ApproverNotifier(
      @Reference ApproverRecipientResolver audience, @Reference ProviderRegistry registry) {
    this.audience = audience;
    this.channels = registry.track(ApproverChannel.class);
    this.pages = registry.track(ApprovalPageUrlProvider.class);
  }

  @Deactivate
  void close() {
    channels.close();
    pages.close();
  }

  /**
   * Notifies all approvers once. A channel that reaches the approvers as a group is called once,
   * not for each of them. A failed channel or an unreachable approver does not affect the others.
   *
   * @param patient whether to wait for a page or a channel that is unavailable for a moment, and to
   *     notify no approver until then
   * @return false if no approver was notified for that reason
   */
  boolean sendNotices(TenantContext tenant, StoredApproval stored, Instant now, boolean patient) {
    String link = link(tenant, stored.approval().id());
    try (LeasedProviders<ApproverChannel> held = channels.leaseAll()) {
      if (patient && (link.isEmpty() && pages.isInstalled(PAGE) || !ready(tenant, held))) {
        return false;
      }
      Set<SubjectRef> all = audience.of(tenant, stored, now);
      for (ServiceLease<ApproverChannel> channel : held.leases()) {
        for (SubjectRef approver : all) {
          if (told(tenant, stored, approver, link, channel) && whole(approver)) {
            break;
          }
        }
      }
    }
    return true;
  }

  private static boolean ready(TenantContext tenant, LeasedProviders<ApproverChannel> held) {
    return held.unavailable().isEmpty()
        && held.leases().stream().allMatch(channel -> ready(tenant, channel));
  }

  private static boolean ready(TenantContext tenant, ServiceLease<ApproverChannel> channel) {
    try {
      return channel.get().isAvailable(tenant);
    } catch (RuntimeException e) { // a failed channel may work later and must not block the request
      LOG.warn("approvals.channel-failed: channel={}", channel.name(), e);
      return false;
    }
  }

  private static boolean told(
      TenantContext tenant,
      StoredApproval stored,
      SubjectRef approver,
      String link,
      ServiceLease<ApproverChannel> channel) {
    try {
      ApproverNotification request = request(stored.approval(), approver);
      boolean reaches = channel.get().canReach(tenant, request);
      if (reaches) {
        channel.get().sendRequest(tenant, request, link);
      }
      return reaches;
    } catch (RuntimeException e) { // the page and the other channels still work
      LOG.warn("approvals.channel-failed: channel={}", channel.name(), e);
      return false;
    }
  }

  /** Returns the URL of the approval page; empty if no page is available. */
  private String link(TenantContext tenant, String approvalId) {
    Optional<ServiceLease<ApprovalPageUrlProvider>> found = pages.lease(PAGE);
    if (found.isEmpty()) {
      return "";
    }
    try (ServiceLease<ApprovalPageUrlProvider> page = found.get()) {
      return page.get().approvalUrl(tenant, approvalId);
    }
  }

  private static boolean whole(SubjectRef approver) {
    return approver.type().equals(ApproverRecipientResolver.APPROVERS);
  }

  /** Returns the request with requester and user, as the page displays it. */
  private static ApproverNotification request(Approval approval, SubjectRef approver) {
    return new ApproverNotification(
        approval.id(),
        approval.request().actingSubject(),
        approver,
        approval.request().action(),
        approval.request().parameters(),
        approval.request().reason(),
        approval.expiresAt(),
        approval.request().beneficiary(),
        Optional.of(approval.request().risk()));
  }
}
