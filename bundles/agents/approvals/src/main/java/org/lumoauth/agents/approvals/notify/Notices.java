package org.lumoauth.agents.approvals.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.page.ApprovalAddress;
import org.lumoauth.agents.approvals.page.Asker;
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
   * them; one that fails keeps nobody from the others, nor does one of whom it can't be told.
   */
  void tell(TenantContext tenant, StoredApproval stored, Instant now) {
    Set<SubjectRef> all = audience.of(tenant, stored, now);
    for (Lease<ApproverChannel> held : channels.acquireAll()) {
      try (Lease<ApproverChannel> channel = held) {
        for (SubjectRef approver : all) {
          if (told(tenant, stored, approver, channel) && whole(approver)) {
            break;
          }
        }
      }
    }
  }

  private static boolean told(
      TenantContext tenant,
      StoredApproval stored,
      SubjectRef approver,
      Lease<ApproverChannel> channel) {
    try {
      ApprovalRequest request = request(stored.approval(), approver);
      boolean reaches = channel.get().reaches(tenant, request);
      if (reaches) {
        channel.get().ask(tenant, request, ApprovalAddress.of(tenant, stored.approval().id()));
      }
      return reaches;
    } catch (RuntimeException e) { // the page is still there, and so are the others
      LOG.warn("approvals.channel-failed: channel={}", channel.name(), e);
      return false;
    }
  }

  private static boolean whole(SubjectRef approver) {
    return approver.type().equals(Audience.APPROVERS);
  }

  /** Who asks and for whom, in the words of the page. */
  private static ApprovalRequest request(Approval approval, SubjectRef approver) {
    return new ApprovalRequest(
        approval.id(),
        Asker.of(approval.asked()),
        approver,
        approval.asked().action(),
        approval.asked().parameters(),
        approval.asked().reason(),
        approval.expiresAt(),
        Asker.forWhom(approval.asked()),
        Optional.of(approval.asked().risk()));
  }
}
