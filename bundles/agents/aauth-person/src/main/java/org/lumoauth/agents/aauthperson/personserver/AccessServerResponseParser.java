/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.platform.httpsignatures.DictionaryTokenMember;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.web.ExternalJsonReader;

/** Parses an access server's responses (AAuth draft, sections AS Response, Auth Token Delivery). */
final class AccessServerResponseParser {

  private static final Pattern ERROR = Pattern.compile("[a-z][a-z_]{0,63}");
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{8,40}");
  private static final Set<Integer> TERMINAL = Set.of(400, 403, 404, 408, 410);
  private static final Pattern CLAIM = Pattern.compile("[!-~&&[^\"\\\\]]{1,100}");
  private static final int MAX_DETAIL = 500;
  private static final int MAX_CLAIMS = 30;
  private static final int MAX_QUESTION = 2_000;
  private static final int MAX_OPTIONS = 20;

  private AccessServerResponseParser() {}

  /** Returns the auth token of a response. */
  static String readToken(OutboundResponse answer) {
    String jwt = text(body(answer), "auth_token");
    if (jwt.isEmpty()) {
      throw unreachableProblem("The access server's response has no auth_token.");
    }
    return jwt;
  }

  /** Parses an error response, which is forwarded if it is valid. */
  static AAuthProblemException readRefusal(OutboundResponse answer) {
    JsonNode body = body(answer);
    String error = text(body, "error");
    if (!TERMINAL.contains(answer.status()) || !ERROR.matcher(error).matches()) {
      return unreachableProblem(
          "The access server's error response has an unexpected status or no valid "
              + "error code.");
    }
    return new AAuthProblemException(
        answer.status(), error, words(text(body, "detail"), MAX_DETAIL));
  }

  /**
   * Parses a requirement.
   *
   * @param asked the URL of the request; the polling URL must have the same origin
   */
  static AccessServerRequirement readRequirement(OutboundResponse answer, URI asked) {
    URI location = location(answer, asked);
    DictionaryTokenMember requirement =
        requirement(answer)
            .orElseThrow(
                () ->
                    unreachableProblem(
                        "The access server's response has no AAuth-Requirement header."));
    switch (requirement.token()) {
      case AccessServerRequirement.APPROVAL -> {
        return AccessServerRequirement.approval(location.toString());
      }
      case AccessServerRequirement.INTERACTION -> {
        String url = requirement.parameter("url").orElse("");
        String code = requirement.parameter("code").orElse("");
        if (!isPage(url) || !CODE.matcher(code).matches()) {
          throw unreachableProblem(
              "The access server's requirement interaction has an invalid url or code.");
        }
        return AccessServerRequirement.interaction(location.toString(), url, code);
      }
      case AccessServerRequirement.CLAIMS -> {
        return AccessServerRequirement.claims(
            location.toString(), claims(body(answer).path("required_claims")));
      }
      case AccessServerRequirement.CLARIFICATION -> {
        JsonNode body = body(answer);
        String question = words(text(body, "clarification"), MAX_QUESTION).strip();
        if (question.isEmpty()) {
          throw unreachableProblem("The access server's clarification has no question.");
        }
        return AccessServerRequirement.clarification(
            location.toString(), question, options(body.path("options")));
      }
      default ->
          throw unreachableProblem(
              "The access server has the unsupported requirement "
                  + plain(requirement.token())
                  + ".");
    }
  }

  /** Parses a payment requirement (section AS Response, Payment required). */
  static AccessServerRequirement readPaymentRequirement(OutboundResponse answer, URI asked) {
    return AccessServerRequirement.payment(location(answer, asked).toString());
  }

  /** Returns the payment terms for the paying party. */
  static String readPaymentTerms(OutboundResponse answer) {
    return words(answer.header("www-authenticate").orElse("(nothing said)"), MAX_DETAIL);
  }

  /** Excludes {@code sub}, which is in every token (section Claims Required). */
  private static List<String> claims(JsonNode names) {
    List<String> claims = new ArrayList<>();
    for (JsonNode name : names) {
      if (!name.isTextual() || !CLAIM.matcher(name.asText()).matches()) {
        throw unreachableProblem(
            "The access server's required_claims must be a list of claim names.");
      }
      if (!name.asText().equals("sub")) {
        claims.add(name.asText());
      }
    }
    if (!names.isArray() || names.isEmpty() || claims.size() > MAX_CLAIMS) {
      throw unreachableProblem(
          "The access server's required_claims must have 1 to " + MAX_CLAIMS + " claim names.");
    }
    return claims;
  }

  private static List<String> options(JsonNode texts) {
    if (!texts.isMissingNode() && !texts.isArray()) {
      throw unreachableProblem("The access server's options must be a list of strings.");
    }
    List<String> options = new ArrayList<>();
    for (JsonNode text : texts) {
      if (!text.isTextual()) {
        throw unreachableProblem("The access server's options must be a list of strings.");
      }
      if (options.size() < MAX_OPTIONS) {
        options.add(words(text.textValue(), MAX_DETAIL));
      }
    }
    return options;
  }

  private static String words(String text, int most) {
    String words = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
    return words.length() > most ? words.substring(0, most) : words;
  }

  private static URI location(OutboundResponse answer, URI asked) {
    try {
      URI location = asked.resolve(answer.header("location").orElseThrow());
      if (asked.getScheme().equals(location.getScheme())
          && asked.getRawAuthority().equals(location.getRawAuthority())
          && location.getRawFragment() == null) {
        return location;
      }
    } catch (RuntimeException e) {
      throw unreachableProblem("The access server's response has no valid Location header.");
    }
    throw unreachableProblem(
        "The access server's polling URL must have the origin of its token " + "endpoint.");
  }

  private static Optional<DictionaryTokenMember> requirement(OutboundResponse answer) {
    List<String> lines = answer.headers().getOrDefault("aauth-requirement", List.of());
    try {
      return DictionaryTokenMember.read("aauth-requirement", lines, "requirement");
    } catch (InvalidMessageSignatureException e) {
      return Optional.empty();
    }
  }

  /** Section Interaction Required: {@code https}, without query and fragment. */
  private static boolean isPage(String url) {
    try {
      URI uri = URI.create(url);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonNode body(OutboundResponse answer) {
    return ExternalJsonReader.readObject(answer.body())
        .orElseThrow(
            () -> unreachableProblem("The access server's response is not a valid JSON object."));
  }

  /** Returns a string member; empty if it is absent. */
  private static String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw unreachableProblem("The access server's " + name + " must be a string.");
    }
    return value.asText();
  }

  private static String plain(String token) {
    return token.length() > 40 ? token.substring(0, 40) : token;
  }

  /** Creates the error 502 {@code as_unreachable}. */
  static AAuthProblemException unreachableProblem(String detail) {
    return new AAuthProblemException(502, "as_unreachable", detail);
  }
}
