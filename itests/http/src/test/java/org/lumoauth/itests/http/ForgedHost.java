package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Requests that say they are for another server, in every header that says such a thing. */
final class ForgedHost {
  private static final List<String> HEADERS =
      List.of(
          "Host: evil.example",
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Server: evil.example",
          "X-Forwarded-Proto: https",
          "X-Forwarded-Port: 444",
          "X-Forwarded-Prefix: /evil",
          "X-Original-Host: evil.example",
          "Forwarded: host=evil.example;proto=https");
  private static final Pattern URL = Pattern.compile("\"([a-z]+://[^\"]*)\"");

  private ForgedHost() {}

  /** What such a request gets: a document. */
  static JsonNode get(String url) {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--fail-with-body"));
    for (String header : HEADERS) {
      command.add("-H");
      command.add(header);
    }
    command.add(url);
    try {
      return Api.JSON.readTree(Command.run(Server.PROJECT, Map.of(), 30, command));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Every URL in a document, wherever it stands. */
  static List<String> urls(JsonNode document) {
    return URL.matcher(document.toString()).results().map(url -> url.group(1)).toList();
  }
}
