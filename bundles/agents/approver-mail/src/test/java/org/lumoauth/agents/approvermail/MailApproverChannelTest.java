/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvermail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.anApprovalRequest;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.contract.agent.ApproverChannelContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class MailApproverChannelTest extends ApproverChannelContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeMessageSender messages = new FakeMessageSender();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final MailApproverChannel channel =
      new MailApproverChannel(
          new FakeUserDirectory().with(ACME, aUser().build()),
          new FakeSubjectDirectory(),
          new FakeSettingsStore(),
          messages,
          registry,
          new FakeAttemptLimiter(Instant::now),
          new AgentFamilyRootResolver(
              new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents)));

  MailApproverChannelTest() {
    channel.page = (tenant, approvalId) -> "link";
  }

  @Test
  void sendsNoLinkWhileThePageIsUnavailable() {
    channel.sendRequest(ACME, by("agt_1"), "");
    assertEquals(List.of(), messages.sent());

    channel.page = null;
    assertFalse(channel.canReach(ACME, by("agt_1")));
  }

  @Test
  void isUnavailableWhileMailModuleIsUnavailable() {
    assertTrue(channel.isAvailable(ACME));
    messages.without(MailApproverChannel.EMAIL);
    assertTrue(channel.isAvailable(ACME)); // nothing is installed that could come back

    registry.withUnavailable(MessageChannel.class, "mail", "messages-mail");
    assertFalse(channel.isAvailable(ACME));

    messages.with(MailApproverChannel.EMAIL);
    assertTrue(channel.isAvailable(ACME));
  }

  @Test
  void omitsAgentTextFromMail() {
    channel.sendRequest(
        ACME, anApprovalRequest().withApprover(approver()).because("SECRET").build(), "link");

    assertFalse(delivered().contains("SECRET"));
  }

  @Test
  void limitsMailPerAgentFamilyAndApprover() {
    agents.with(ACME, agent("agt_top", Optional.empty()));
    for (int i = 0; i < ApproverMailLimiter.ABOUT_A_FAMILY + 1; i++) {
      agents.with(ACME, agent("agt_below" + i, Optional.of("agt_top")));
      askBy("agt_below" + i);
    }
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY, messages.sent().size());

    askBy("agt_top");
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY, messages.sent().size());

    askBy("agt_other");
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY + 1, messages.sent().size());
  }

  @Test
  void countsMailLimitPerRepresentedUser() {
    var hugo = Optional.of(new SubjectRef(SubjectRef.USER, "usr_hugo"));
    var ida = Optional.of(new SubjectRef(SubjectRef.USER, "usr_ida"));
    for (int i = 0; i < ApproverMailLimiter.ABOUT_A_FAMILY + 1; i++) {
      channel.sendRequest(ACME, by("agt_1", hugo), "link");
    }
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY, messages.sent().size());

    assertTrue(channel.canReach(ACME, by("agt_1", ida)));
    channel.sendRequest(ACME, by("agt_1", ida), "link");
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY + 1, messages.sent().size());
    assertFalse(channel.canReach(ACME, by("agt_1", hugo)));
  }

  @Test
  void limitsMailPerAgentFamilyForAllUsers() {
    agents.with(ACME, agent("agt_top", Optional.empty()));
    agents.with(ACME, agent("agt_below", Optional.of("agt_top")));
    for (int i = 0; i < ApproverMailLimiter.IN_ALL; i++) {
      var person = Optional.of(new SubjectRef(SubjectRef.USER, "usr_" + i));
      channel.sendRequest(ACME, by(i % 2 == 0 ? "agt_top" : "agt_below", person), "link");
    }
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY_FOR_ALL, messages.sent().size());

    assertTrue(channel.canReach(ACME, by("agt_other")));
    askBy("agt_other");
    assertEquals(ApproverMailLimiter.ABOUT_A_FAMILY_FOR_ALL + 1, messages.sent().size());
  }

  @Test
  void limitsMailPerApproverInTotal() {
    for (int i = 0; i < ApproverMailLimiter.IN_ALL + 1; i++) {
      askBy("agt_" + i);
    }

    assertEquals(ApproverMailLimiter.IN_ALL, messages.sent().size());
  }

  @Test
  void doesNotReachUsersOverTheMailLimit() {
    for (int i = 0; i < ApproverMailLimiter.ABOUT_A_FAMILY; i++) {
      assertTrue(channel.canReach(ACME, by("agt_1")), "mail " + i);
      askBy("agt_1");
    }

    assertFalse(channel.canReach(ACME, by("agt_1")));
    assertTrue(channel.canReach(ACME, by("agt_other")));
  }

  @Test
  void doesNotCountReachabilityChecksAsMail() {
    for (int i = 0; i < ApproverMailLimiter.IN_ALL + 1; i++) {
      assertTrue(channel.canReach(ACME, by("agt_1")), "look " + i);
    }

    askBy("agt_1");
    assertEquals(1, messages.sent().size());
  }

  private void askBy(String agentId) {
    channel.sendRequest(ACME, by(agentId), "link");
  }

  private ApproverNotification by(String agentId) {
    return by(agentId, Optional.empty());
  }

  private ApproverNotification by(String agentId, Optional<SubjectRef> onBehalfOf) {
    var asked = anApprovalRequest().withApprover(approver()).build();
    return new ApproverNotification(
        asked.id(),
        new SubjectRef(SubjectRef.AGENT, agentId),
        asked.approver(),
        asked.action(),
        asked.parameters(),
        asked.reason(),
        asked.expiresAt(),
        onBehalfOf,
        asked.risk());
  }

  private static Agent agent(String id, Optional<String> parentId) {
    var details =
        new AgentGovernance(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            parentId,
            Optional.empty());
    return new AgentBuilder(id, "cli_" + id, "Helper", Set.of(), true).with(details).build();
  }

  @Test
  void reachesOnlyUsers() {
    var all = new SubjectRef("approvers", "apr_1");

    assertFalse(channel.canReach(ACME, anApprovalRequest().withApprover(all).build()));
  }

  @Test
  void providesMailTemplateInEachLanguage() throws IOException {
    for (String language : new String[] {"en", "de", "es", "ja"}) {
      var template =
          new ApprovalMailTemplates().template("approval-request", Locale.forLanguageTag(language));
      assertTrue(template.orElseThrow().text().contains("${link}"), language);
      assertEquals(true, template.get().subject().orElseThrow().contains("${action}"), language);
    }
  }

  @Override
  protected ApproverChannel channel() {
    return channel;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef approver() {
    return new SubjectRef("user", UserBuilder.ID);
  }

  @Override
  protected String delivered() {
    return messages.sent().toString();
  }

  /** It has none of the requester's words: what a reader could take for markup is not in it. */
  @Override
  protected boolean showsMarkup() {
    return true;
  }
}
