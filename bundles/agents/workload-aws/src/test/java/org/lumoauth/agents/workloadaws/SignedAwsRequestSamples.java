/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signed requests as an AWS SDK creates them, and malformed ones. Signatures are not verified by
 * this bundle.
 */
final class SignedAwsRequestSamples {

  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  static final String STS = "https://sts.eu-central-1.amazonaws.com";

  private static final String SIGNED =
      "content-type;host;x-amz-date;x-amz-security-token;x-lumoauth-server-id";

  private SignedAwsRequestSamples() {}

  static Map<String, String> headers(String server) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "sts.eu-central-1.amazonaws.com");
    headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    headers.put("X-Amz-Date", "20261127T115930Z");
    headers.put("X-Amz-Security-Token", "IQoJb3JpZ2luX2VjEXAMPLE==");
    headers.put("X-LumoAuth-Server-Id", server);
    headers.put("Authorization", authorization("20261127/eu-central-1/sts", SIGNED));
    return headers;
  }

  static String authorization(String scope, String signed) {
    return "AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE123456789/"
        + scope
        + "/aws4_request, SignedHeaders="
        + signed
        + ", Signature="
        + "0123456789abcdef".repeat(4);
  }

  static Map<String, Object> request(String server) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "POST");
    request.put("url", STS + "/");
    request.put("headers", headers(server));
    request.put("body", "Action=GetCallerIdentity&Version=2011-06-15");
    return request;
  }

  static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
