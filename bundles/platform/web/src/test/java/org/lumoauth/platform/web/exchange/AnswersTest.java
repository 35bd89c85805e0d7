package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void letsNoMessageBeginALogLineOfItsOwn() {
    assertEquals("a??b?c?", Answers.oneLine("a\r\nb\u2028c\""));
  }
}
