package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.request.ResourcePage;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class ResourceVisitsTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeShortLivedStore store = new FakeShortLivedStore(InstantSource.system());
  private final FakeSecretVault vault = new FakeSecretVault();
  private final Waiting waiting = new Waiting(store, vault);
  private final ResourceVisits visits = new ResourceVisits(store, vault, waiting);
  private final PendingCase asked =
      waiting.add(ACME, Cases.question("auth", Cases.PAGE, "data.read"));
  private final String visit = visit(visits.begin(ACME, asked));

  @Test
  void findsTheCaseThatSomebodyComesBackTo() {
    assertEquals(
        Optional.of(asked.id()), visits.find(ACME, visit).map(entry -> entry.value().id()));
  }

  /** They were at a page, but not where the resource wants them now. */
  @Test
  void isNoVisitOfAnotherPage() {
    now(Cases.question("auth", new ResourcePage(Cases.PAGE.url(), "Z9Y8-X7W6"), "data.read"));

    assertEquals(Optional.empty(), visits.find(ACME, visit));
  }

  @Test
  void isNoVisitOfAQuestionWithoutAPage() {
    now(Cases.question(Question.CLAIMS, null, "email"));

    assertEquals(Optional.empty(), visits.find(ACME, visit));
  }

  private void now(Question question) {
    Entry<PendingCase> was = waiting.find(ACME, asked.id()).orElseThrow();
    PendingCase is = was.value().talked(question, List.of());
    assertTrue(store.replace(ACME, was, is, was.expiresAt()));
  }

  private static String visit(String address) {
    String back =
        URLDecoder.decode(address.replaceFirst(".*&callback=", ""), StandardCharsets.UTF_8);
    return back.substring(back.lastIndexOf('/') + 1);
  }
}
