package org.lumoauth.api.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a page shows people to whom it shows what waits for them, beside what {@link
 * ApprovalService} tells. Registered with {@code lumoauth.kind=approvals} and {@code
 * lumoauth.name=inbox}.
 */
@ProviderType
public interface ApprovalInbox {

  /**
   * A page of what waits for a person.
   *
   * @param items what is on it, the newest first
   * @param before the number of the page before it that has something on it; empty on the first
   * @param more whether there is a page after it
   */
  record ApprovalInboxPage(List<Approval> items, Optional<Integer> before, boolean more) {
    public ApprovalInboxPage {
      items = List.copyOf(items);
    }
  }

  /**
   * A page of what waits for an answer of this person, and whether there is more. What is older
   * than that is not judged.
   *
   * @param page its number, from 1
   * @param size how many are on a page
   */
  ApprovalInboxPage listPage(TenantContext tenant, SubjectRef who, int page, int size);

  /** Those who agreed to this approval and whose yes counts no more. */
  Set<SubjectRef> findInvalidatedApprovers(TenantContext tenant, Approval approval);
}
