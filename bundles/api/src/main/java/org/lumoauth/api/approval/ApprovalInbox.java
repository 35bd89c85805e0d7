/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lists the approvals that a page shows to an approver, in addition to the methods of {@link
 * ApprovalService}. Registered with {@code lumoauth.kind=approvals} and {@code
 * lumoauth.name=inbox}.
 */
@ProviderType
public interface ApprovalInbox {

  /**
   * A page of approvals that are pending for a person.
   *
   * @param items the approvals of the page, the newest first
   * @param before the number of the nearest earlier page that is not empty; empty on the first page
   * @param more whether a later page exists
   */
  record ApprovalInboxPage(List<Approval> items, Optional<Integer> before, boolean more) {
    public ApprovalInboxPage {
      items = List.copyOf(items);
    }
  }

  /**
   * Returns a page of approvals that this person can answer, and whether more exist. Permissions on
   * older approvals than those are not evaluated.
   *
   * @param page the page number, from 1
   * @param size the number of items per page
   */
  ApprovalInboxPage listPage(TenantContext tenant, SubjectRef who, int page, int size);

  /**
   * Returns the people who approved this request but are no longer entitled to, so that their
   * approval does not count.
   */
  Set<SubjectRef> findInvalidatedApprovers(TenantContext tenant, Approval approval);
}
