package org.lumoauth.agents.approvals.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.page.ApprovalAddress;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells approvers by every channel that reaches them. The inbox needs no telling. */
@Component(service = Notices.class)
public final class Notices {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final Audience audience;
  private final Providers<ApproverChannel> channels;

  @Activate
  public Notices(@Reference Audience audience, @Reference ProviderRegistry registry) {
    this.audience = audience;
    this.channels = registry.follow(ApproverChannel.class);
  }

  @Deactivate
  void close() {
    channels.close();
  }

  /**
   * Tells everybody once. A channel that reaches the approvers as a whole is not asked for each of
   * them; one that fails keeps nobody from the others.
   */
  void tell(TenantContext tenant, StoredApproval stored, Instant now) {
    Set<SubjectRef> all = audience.of(tenant, stored, now);
    for (Lease<ApproverChannel> held : channels.acquireAll()) {
      try (Lease<ApproverChannel> channel = held) {
        tell(tenant, stored, all, channel.get());
      } catch (RuntimeException e) { // the page is still there, and so are the other channels
        LOG.warn("approvals.channel-failed: channel={}", held.name(), e);
      }
    }
  }

  private static void tell(
      TenantContext tenant, StoredApproval stored, Set<SubjectRef> all, ApproverChannel channel) {
    String link = ApprovalAddress.of(tenant, stored.approval().id());
    for (SubjectRef approver : all) {
      ApprovalRequest request = request(stored.approval(), approver);
      if (channel.reaches(tenant, request)) {
        channel.ask(tenant, request, link);
        if (approver.type().equals(Audience.APPROVERS)) {
          return;
        }
      }
    }
  }

  private static ApprovalRequest request(Approval approval, SubjectRef approver) {
    return new ApprovalRequest(
        approval.id(),
        approval.asked().requester(),
        approver,
        approval.asked().action(),
        approval.asked().parameters(),
        approval.asked().reason(),
        approval.expiresAt(),
        approval.asked().onBehalfOf(),
        Optional.of(approval.asked().risk()));
  }
}
