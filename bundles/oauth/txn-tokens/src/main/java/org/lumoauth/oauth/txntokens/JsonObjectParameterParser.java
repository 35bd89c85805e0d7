/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Parses a parameter that contains a JSON object of limited size and depth. */
record JsonObjectParameterParser(String name) {

  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 8;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Returns the object, if the parameter is present.
   *
   * @throws OAuthException {@code invalid_request} if it is not such an object
   */
  Optional<Map<String, Object>> read(AuthenticatedTokenRequest request) {
    return request.request().parameter(name).map(this::parse);
  }

  private Map<String, Object> parse(String text) {
    if (text.length() > MAX_LENGTH || !JsonEncodingValidator.isValid(text)) {
      throw wrong();
    }
    try {
      return Optional.ofNullable(JSON.readValue(text, OBJECT)).orElseThrow(this::wrong);
    } catch (JsonProcessingException e) {
      throw wrong();
    }
  }

  private OAuthException wrong() {
    return OAuthException.invalidRequest(
        name
            + " must be a JSON object of at most "
            + MAX_LENGTH
            + " characters and "
            + MAX_DEPTH
            + " levels.");
  }
}
