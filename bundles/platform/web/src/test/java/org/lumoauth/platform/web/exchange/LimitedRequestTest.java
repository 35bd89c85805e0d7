package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.AddressRanges;
import org.lumoauth.platform.web.settings.BodyBudget;
import org.lumoauth.platform.web.settings.DoorSettings;
import org.lumoauth.platform.web.settings.ForwardingHeader;

class LimitedRequestTest {
  private static final int USUAL = 10_000;
  private static final int LARGE = 20_000;
  private static final int BUDGET = 15_000;

  private final DoorSettings.Values settings =
      new DoorSettings.Values(
          "",
          LARGE,
          USUAL,
          new BodyBudget(BUDGET),
          AddressRanges.of(),
          ForwardingHeader.ANY,
          "",
          null,
          null,
          false);

  private LimitedRequest request(int size, int length) {
    ServletInputStream body = new ReadBody(new byte[size]);
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getInputStream" -> body;
                      case "getContentLength" -> length;
                      case "getContentLengthLong" -> (long) length;
                      default -> null;
                    });
    return new LimitedRequest(request, settings);
  }

  private LimitedRequest request(int size) {
    return request(size, size);
  }

  @Test
  void readsAsMuchAsTheOperationAccepts() throws IOException {
    LimitedRequest request = request(LARGE - 5_000);
    request.limit(LARGE);

    assertEquals(LARGE - 5_000, request.rest().length);
  }

  @Test
  void refusesWhatIsKnownToBeLargerAndDiscardsIt() throws IOException {
    LimitedRequest request = request(USUAL + 1);

    Problem refusal = assertThrows(Problem.class, () -> request.limit(USUAL));

    assertEquals(413, refusal.status());
    assertEquals("payload_too_large", refusal.code());
    assertEquals(-1, request.getInputStream().read());
  }

  @Test
  void refusesWhatTurnsOutToBeLarger() {
    LimitedRequest request = request(USUAL + 1, -1);
    request.limit(USUAL);

    assertEquals(413, assertThrows(Problem.class, request::rest).status());
  }

  @Test
  void accountsForTheLimitThatIsSetAfterTheBodyWasOpened() throws IOException {
    LimitedRequest request = request(USUAL + 1, -1);
    var opened = request.getInputStream();
    request.limit(LARGE);

    assertEquals(USUAL + 1, opened.readAllBytes().length);
  }

  @Test
  void refusesWhatIsBeyondTheBudgetOfTheNodeUntilItIsGivenBack() throws IOException {
    LimitedRequest first = request(USUAL);
    LimitedRequest second = request(USUAL);
    LimitedRequest third = request(USUAL);
    first.rest();
    second.rest();

    assertEquals(503, assertThrows(Problem.class, third::rest).status());
    third.release();
    first.release();
    first.release(); // gives nothing back twice

    assertEquals(USUAL, request(USUAL).rest().length);
    assertEquals(503, assertThrows(Problem.class, () -> request(USUAL).rest()).status());
  }

  @Test
  void readsOrdinaryBodiesWhateverIsLeftOfTheBudget() throws IOException {
    request(USUAL).rest();
    request(USUAL).rest();

    assertEquals(BodyBudget.FREE, request(BodyBudget.FREE).rest().length);
  }
}
