/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class ResourceInteractionStoreTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeShortLivedRecordStore store =
      new FakeShortLivedRecordStore(InstantSource.system());
  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private final DeferredRequestStore waiting = new DeferredRequestStore(store, vault);
  private final ResourceInteractionStore visits =
      new ResourceInteractionStore(store, vault, waiting);
  private final DeferredRequest asked =
      waiting.add(
          ACME,
          InteractionQuestionSamples.question(
              "auth", InteractionQuestionSamples.PAGE, "data.read"));
  private final String visit = visit(visits.begin(ACME, asked));

  @Test
  void findsRequestByResourceInteractionId() {
    assertEquals(
        Optional.of(asked.id()), visits.find(ACME, visit).map(entry -> entry.value().id()));
  }

  /** They were at a page, but not where the resource wants them now. */
  @Test
  void findsNothingIfInteractionPageChanged() {
    now(
        InteractionQuestionSamples.question(
            "auth",
            new ResourceInteractionPage(InteractionQuestionSamples.PAGE.url(), "Z9Y8-X7W6"),
            "data.read"));

    assertEquals(Optional.empty(), visits.find(ACME, visit));
  }

  @Test
  void findsNothingIfRequestHasNoInteractionPage() {
    now(InteractionQuestionSamples.question(InteractionQuestion.CLAIMS, null, "email"));

    assertEquals(Optional.empty(), visits.find(ACME, visit));
  }

  private void now(InteractionQuestion question) {
    ShortLivedRecord<DeferredRequest> was = waiting.find(ACME, asked.id()).orElseThrow();
    DeferredRequest is = was.value().withClarification(question, List.of());
    assertTrue(store.replace(ACME, was, is, was.expiresAt()));
  }

  private static String visit(String address) {
    String back =
        URLDecoder.decode(address.replaceFirst(".*&callback=", ""), StandardCharsets.UTF_8);
    return back.substring(back.lastIndexOf('/') + 1);
  }
}
