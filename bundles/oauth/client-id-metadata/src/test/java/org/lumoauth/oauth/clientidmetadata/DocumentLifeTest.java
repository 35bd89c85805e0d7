package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;

/** How long a document is kept. */
class DocumentLifeTest extends DocumentFixture {

  @Test
  void keepsADocumentAsLongAsHttpSays() {
    headers.put("cache-control", List.of("public, max-age=300"));
    headers.put("age", List.of("60"));
    find();
    now = now.plusSeconds(239);
    find();
    assertEquals(1, asked.size());
    now = now.plusSeconds(1);

    find();

    assertEquals(2, asked.size());
  }

  @Test
  void keepsItAMinuteAtLeastAndADayAtMost() {
    headers.put("cache-control", List.of("no-store"));
    find();
    now = now.plusSeconds(59);
    find();
    assertEquals(1, asked.size());

    now = now.plusSeconds(1);
    headers.put("cache-control", List.of("max-age=999999999"));
    find();
    now = now.plus(Duration.ofHours(24));
    find();
    assertEquals(3, asked.size());
  }

  @Test
  void keepsNoError() {
    status = 404;
    assertEquals(Optional.empty(), find());
    status = 200;

    assertTrue(findLater().isPresent());
  }

  @Test
  void keepsNoBadDocument() {
    document.put("client_id", "https://app.example/other.json");
    assertEquals(Optional.empty(), find());
    document.put("client_id", URL);

    assertTrue(findLater().isPresent());
  }

  @Test
  void goesOnForAWhileWithWhatItHasWhileNobodyAnswers() {
    find();
    now = now.plus(Freshness.USUAL);
    status = 503;
    assertTrue(find().isPresent());
    failure = Optional.of(new OutboundException("no answer in time", false));
    assertTrue(findLater().isPresent());

    now = now.plus(RemoteDocument.STALE_WHILE_ERROR);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void endsAClientWhoseDocumentIsGone() {
    find();
    now = now.plus(Freshness.USUAL);
    status = 404;

    assertEquals(Optional.empty(), find());
  }
}
