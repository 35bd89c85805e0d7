/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lumoauth.itests.http.fixture.EventStreamClient;

/** A poll that waits as long as it may. Others are tested meanwhile: it does nothing but wait. */
@Execution(ExecutionMode.CONCURRENT)
class SsfLongPollIT extends SsfTestBase {

  @Test
  void returnsEmptyResponseAfterLongPollTimeout() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    long begun = System.nanoTime();

    JsonNode answer = streams.api().post("/ssf/poll/" + stream, Map.of()).expect(200).body();

    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    assertEquals(0, answer.path("sets").size());
    assertTrue(seconds >= 15 && seconds < 28, "answered after " + seconds + " s");
  }
}
