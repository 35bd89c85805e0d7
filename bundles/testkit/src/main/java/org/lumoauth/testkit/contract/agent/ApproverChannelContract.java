/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link ApproverChannel}. */
public abstract class ApproverChannelContract {

  private static final String LINK = "https://id.example.com/t/acme/approvals/apr_1";
  private static final String MARKUP = "<script>alert(1)</script><a href=\"//evil.example\">ok</a>";

  /** Returns the provider under test. */
  protected abstract ApproverChannel channel();

  /** Returns the tenant of the user. */
  protected abstract TenantContext tenant();

  /** Returns a user that the channel reaches. */
  protected abstract SubjectRef approver();

  /**
   * Returns the last delivered content as shown to the user; markup if the channel shows markup.
   */
  protected abstract String delivered();

  /** Returns whether {@link #delivered} is markup, in which text must be escaped. */
  protected abstract boolean showsMarkup();

  /** Returns a tenant without the user. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void notifiesApprover() {
    assertTrue(channel().canReach(tenant(), request("Please.")));
  }

  @Test
  void notifiesNoApproverInAnotherTenant() {
    assertFalse(channel().canReach(anotherTenant(), request("Please.")));
  }

  @Test
  void notifiesNoUnknownApprover() {
    for (String id : HostileIdentifiers.identifiers()) {
      var nobody =
          TestBuilders.anApprovalRequest().withApprover(new SubjectRef("user", id)).build();
      assertFalse(channel().canReach(tenant(), nobody), id);
    }
  }

  @Test
  void includesLinkAndActionInNotification() {
    var request = request("Please.");

    channel().sendRequest(tenant(), request, LINK);

    assertTrue(delivered().contains(LINK), delivered());
    assertTrue(delivered().contains(request.action()), delivered());
  }

  @Test
  void showsRequesterTextAsPlainText() {
    channel().sendRequest(tenant(), request(MARKUP), LINK);

    if (showsMarkup()) {
      assertFalse(delivered().contains("<script>"), delivered());
      assertFalse(delivered().contains("<a href=\"//evil.example\">"), delivered());
    } else {
      assertTrue(delivered().contains(MARKUP), "plain text must not be changed");
    }
  }

  private ApproverNotification request(String reason) {
    return TestBuilders.anApprovalRequest().withApprover(approver()).because(reason).build();
  }
}
