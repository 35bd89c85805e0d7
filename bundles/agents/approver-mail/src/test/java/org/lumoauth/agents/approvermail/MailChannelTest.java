package org.lumoauth.agents.approvermail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.anApprovalRequest;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.contract.ApproverChannelContract;
import org.lumoauth.testkit.fake.FakeMessages;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class MailChannelTest extends ApproverChannelContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeMessages messages = new FakeMessages();
  private final MailChannel channel =
      new MailChannel(
          new FakeUserDirectory().with(ACME, aUser().build()),
          new FakeSubjects(),
          new FakeSettingsStore(),
          messages);

  @Test
  void putsNothingIntoTheMailThatTheAgentWrote() {
    channel.ask(ACME, anApprovalRequest().askedOf(approver()).because("SECRET").build(), "link");

    assertFalse(delivered().contains("SECRET"));
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
