/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the server and prints each call as a curl command. */
final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String root;
  private final String shownRoot;
  private final Narrator narrator;

  /**
   * @param root the base of request URLs
   * @param shownRoot the base of URLs in printed curl commands
   */
  Api(String root, String shownRoot, Narrator narrator) {
    this.root = root;
    this.shownRoot = shownRoot;
    this.narrator = narrator;
  }

  JsonNode get(String path, Credential credential, int expected) {
    narrator.command("curl " + credential.shown() + " \"" + shownRoot + path + "\"");
    return send(request(path, credential).GET(), expected);
  }

  JsonNode post(String path, Credential credential, Object body, int expected) {
    narrator.command(curl(path, credential, body));
    return postQuietly(path, credential, body, expected);
  }

  /** Repeats a printed call with other values, without printing it. */
  JsonNode postQuietly(String path, Credential credential, Object body, int expected) {
    var request =
        request(path, credential)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json(body)));
    return send(request, expected);
  }

  JsonNode postForm(String path, Credential credential, String form, int expected) {
    narrator.command(
        "curl "
            + credential.shown()
            + " -d "
            + Shell.quoted(form)
            + " \""
            + shownRoot
            + path
            + "\"");
    var request =
        request(path, credential)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(request, expected);
  }

  JsonNode postNothing(String path, Credential credential, int expected) {
    narrator.command("curl -X POST " + credential.shown() + " \"" + shownRoot + path + "\"");
    return send(request(path, credential).POST(BodyPublishers.noBody()), expected);
  }

  private String curl(String path, Credential credential, Object body) {
    return "curl "
        + credential.shown()
        + " -H 'Content-Type: application/json' -d "
        + Shell.quoted(json(body))
        + " \""
        + shownRoot
        + path
        + "\"";
  }

  private HttpRequest.Builder request(String path, Credential credential) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(PATIENCE)
        .header(credential.header(), credential.value());
  }

  private JsonNode send(HttpRequest.Builder builder, int expected) {
    var request = builder.header("Accept", "application/json").build();
    var call = request.method() + " " + request.uri();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != expected) {
        throw new TourFailure(
            call
                + " should have returned status "
                + expected
                + " but returned "
                + response.statusCode()
                + ":\n"
                + Secrets.hidden(response.body()));
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new TourFailure(call + " did not return JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new TourFailure(call + " got no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TourFailure(call + " was interrupted.");
    }
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
