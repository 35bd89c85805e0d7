package org.lumoauth.agents.budgets.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetFormTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void refusesAPartOfACall() {
    for (String number : List.of("0.9", "10.9", "-0.5", "1e-3", "1e400")) {
      for (String member : List.of("max_api_calls_per_hour", "max_tokens_per_day")) {
        String body = "{\"" + member + "\":" + number + "}";

        assertThrows(JsonMappingException.class, () -> read(body), body);
      }
    }
  }

  @Test
  void takesWholeNumbersHoweverTheyAreWritten() throws JsonProcessingException {
    for (String number : List.of("10", "10.0", "1e1")) {
      assertEquals(
          Optional.of(10L),
          read("{\"max_api_calls_per_hour\":" + number + "}").toLimits().callsPerHour());
    }
  }

  private BudgetForm read(String body) throws JsonProcessingException {
    return json.readValue(body, BudgetForm.class);
  }
}
