package org.lumoauth.agents.approvermail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.anApprovalRequest;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.contract.ApproverChannelContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeMessages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class MailChannelTest extends ApproverChannelContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeMessages messages = new FakeMessages();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final MailChannel channel =
      new MailChannel(
          new FakeUserDirectory().with(ACME, aUser().build()),
          new FakeSubjects(),
          new FakeSettingsStore(),
          messages,
          registry,
          new MailLimit(
              new FakeAttemptLimiter(Instant::now),
              new Families(
                  new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents))));

  MailChannelTest() {
    channel.page = (tenant, approvalId) -> "link";
  }

  @Test
  void sendsNobodyToAPageThatIsAway() {
    channel.ask(ACME, by("agt_1"), "");
    assertEquals(List.of(), messages.sent());

    channel.page = null;
    assertFalse(channel.reaches(ACME, by("agt_1")));
  }

  @Test
  void isNotReadyWhileWhatSendsMailIsAwayForAMoment() {
    assertTrue(channel.ready(ACME));
    messages.without(MailChannel.EMAIL);
    assertTrue(channel.ready(ACME)); // nothing is installed that could come back

    registry.lacking(MessageChannel.class, "mail", "messages-mail");
    assertFalse(channel.ready(ACME));

    messages.with(MailChannel.EMAIL);
    assertTrue(channel.ready(ACME));
  }

  @Test
  void putsNothingIntoTheMailThatTheAgentWrote() {
    channel.ask(ACME, anApprovalRequest().askedOf(approver()).because("SECRET").build(), "link");

    assertFalse(delivered().contains("SECRET"));
  }

  @Test
  void tellsAPersonSoOftenInAnHourOfWhatOneAgentAndItsSubAgentsAsk() {
    agents.with(ACME, agent("agt_top", Optional.empty()));
    for (int i = 0; i < MailLimit.ABOUT_A_FAMILY + 1; i++) {
      agents.with(ACME, agent("agt_below" + i, Optional.of("agt_top")));
      askBy("agt_below" + i);
    }
    assertEquals(MailLimit.ABOUT_A_FAMILY, messages.sent().size());

    askBy("agt_top");
    assertEquals(MailLimit.ABOUT_A_FAMILY, messages.sent().size());

    askBy("agt_other");
    assertEquals(MailLimit.ABOUT_A_FAMILY + 1, messages.sent().size());
  }

  @Test
  void tellsOfWhatIsForOnePersonHoweverMuchIsForAnother() {
    var hugo = Optional.of(new SubjectRef(SubjectRef.USER, "usr_hugo"));
    var ida = Optional.of(new SubjectRef(SubjectRef.USER, "usr_ida"));
    for (int i = 0; i < MailLimit.ABOUT_A_FAMILY + 1; i++) {
      channel.ask(ACME, by("agt_1", hugo), "link");
    }
    assertEquals(MailLimit.ABOUT_A_FAMILY, messages.sent().size());

    assertTrue(channel.reaches(ACME, by("agt_1", ida)));
    channel.ask(ACME, by("agt_1", ida), "link");
    assertEquals(MailLimit.ABOUT_A_FAMILY + 1, messages.sent().size());
    assertFalse(channel.reaches(ACME, by("agt_1", hugo)));
  }

  @Test
  void tellsOfWhatOthersAskHoweverManyPeopleOneAgentAndItsSubAgentsAskFor() {
    agents.with(ACME, agent("agt_top", Optional.empty()));
    agents.with(ACME, agent("agt_below", Optional.of("agt_top")));
    for (int i = 0; i < MailLimit.IN_ALL; i++) {
      var person = Optional.of(new SubjectRef(SubjectRef.USER, "usr_" + i));
      channel.ask(ACME, by(i % 2 == 0 ? "agt_top" : "agt_below", person), "link");
    }
    assertEquals(MailLimit.ABOUT_A_FAMILY_FOR_ALL, messages.sent().size());

    assertTrue(channel.reaches(ACME, by("agt_other")));
    askBy("agt_other");
    assertEquals(MailLimit.ABOUT_A_FAMILY_FOR_ALL + 1, messages.sent().size());
  }

  @Test
  void tellsAPersonSoOftenInAnHourWhoeverAsks() {
    for (int i = 0; i < MailLimit.IN_ALL + 1; i++) {
      askBy("agt_" + i);
    }

    assertEquals(MailLimit.IN_ALL, messages.sent().size());
  }

  @Test
  void reachesNobodyWhoGetsNoMoreMailNow() {
    for (int i = 0; i < MailLimit.ABOUT_A_FAMILY; i++) {
      assertTrue(channel.reaches(ACME, by("agt_1")), "mail " + i);
      askBy("agt_1");
    }

    assertFalse(channel.reaches(ACME, by("agt_1")));
    assertTrue(channel.reaches(ACME, by("agt_other")));
  }

  @Test
  void countsNoMailWhereItIsOnlyAskedWhomItReaches() {
    for (int i = 0; i < MailLimit.IN_ALL + 1; i++) {
      assertTrue(channel.reaches(ACME, by("agt_1")), "look " + i);
    }

    askBy("agt_1");
    assertEquals(1, messages.sent().size());
  }

  private void askBy(String agentId) {
    channel.ask(ACME, by(agentId), "link");
  }

  private ApprovalRequest by(String agentId) {
    return by(agentId, Optional.empty());
  }

  private ApprovalRequest by(String agentId, Optional<SubjectRef> onBehalfOf) {
    var asked = anApprovalRequest().askedOf(approver()).build();
    return new ApprovalRequest(
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
        new AgentDetails(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            parentId,
            Optional.empty());
    return new AgentBuilder(id, "cli_" + id, "Helper", Set.of(), true).with(details).build();
  }

  @Test
  void reachesNobodyButPeople() {
    var all = new SubjectRef("approvers", "apr_1");

    assertFalse(channel.reaches(ACME, anApprovalRequest().askedOf(all).build()));
  }

  @Test
  void hasTheMailInEachLanguage() throws IOException {
    for (String language : new String[] {"en", "de", "es", "ja"}) {
      var template =
          new AskTemplates().template("approval-request", Locale.forLanguageTag(language));
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
