/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP server. */
@ObjectClassDefinition(name = "LumoAuth web")
public @interface WebServerConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.web";

  /** The default of {@link #maxBodyBytes}. */
  int MAX_BODY_BYTES = 1_048_576;

  /** The default of {@link #defaultBodyBytes}. */
  int DEFAULT_BODY_BYTES = 65_536;

  /** The default of {@link #hstsMaxAgeSeconds}: one year. */
  long HSTS_MAX_AGE_SECONDS = 31_536_000;

  /** The default of {@link #maxExports}. */
  int MAX_EXPORTS = 4;

  /** The default of {@link #rateLimits}. */
  String RATE_LIMITS =
      "POST /t/{tenant}/login 600/60s ip, POST ~/oauth/login/** 600/60s ip,"
          + " * ~/oauth/authorize 600/60s ip, GET /t/{tenant}/login 1800/60s ip,"
          + " POST ~/aauth/** 6000/60s ip, POST ~/agents/{agentId}/attest 6000/60s ip,"
          + " * /** 6000000/60s ip,"
          + " POST ~/oauth/token 1000/10s caller, POST ~/oauth/token 5000/10s tenant,"
          + " POST ~/admin/** 3000/10s caller, POST ~/admin/** 10000/10s tenant,"
          + " * /** 30000/10s caller, * /** 100000/10s tenant";

  /** The default of {@link #failedAttemptsPerAccount}. */
  String FAILED_PER_ACCOUNT = "20/60s";

  /** The default of {@link #failedAttemptsPerAddress}. */
  String FAILED_PER_ADDRESS = "100/60s";

  @AttributeDefinition(
      description = "The public URL of the server; LUMOAUTH_BASE_URL takes precedence.")
  String baseUrl() default "";

  @AttributeDefinition(
      description = "The address that the server listens on; LUMOAUTH_BIND takes precedence.")
  String bind() default "127.0.0.1";

  @AttributeDefinition(
      description = "The port that the server listens on; LUMOAUTH_HTTP_PORT takes precedence.")
  int port() default 8080;

  @AttributeDefinition(
      description =
          "The maximum request body in bytes, for operations that accept documents "
              + "or batches.")
  int maxBodyBytes() default MAX_BODY_BYTES;

  @AttributeDefinition(description = "The maximum body of all other requests, in bytes.")
  int defaultBodyBytes() default DEFAULT_BODY_BYTES;

  @AttributeDefinition(
      description =
          "The maximum total bytes of request bodies that the node handles at the "
              + "same time; 0 is 1/64 of the heap.")
  long bodyBudgetBytes() default 0;

  @AttributeDefinition(
      description =
          "The maximum number of exports (audit records, tenant documents) that this "
              + "server runs"
              + " at the same time; one tenant can run only one.")
  int maxExports() default MAX_EXPORTS;

  @AttributeDefinition(
      description = "Proxies with a trusted forwarding header, as addresses or CIDR ranges.")
  String[] trustedProxies() default {};

  @AttributeDefinition(
      description =
          "The header in which trusted proxies report the client's address: "
              + "Forwarded or"
              + " X-Forwarded-For; if empty, the header that the request has.")
  String forwardingHeader() default "";

  @AttributeDefinition(
      description =
          "The header in which trusted proxies pass on the TLS client certificate; "
              + "empty for none.")
  String clientCertificateHeader() default "";

  @AttributeDefinition(
      description =
          "Whether each request is written to the access log; takes effect " + "immediately.")
  boolean accessLog() default false;

  @AttributeDefinition(
      description =
          "How many seconds browsers use only TLS for this host "
              + "(Strict-Transport-Security); 0 turns"
              + " it off.")
  long hstsMaxAgeSeconds() default HSTS_MAX_AGE_SECONDS;

  @AttributeDefinition(
      description =
          "Whether the rule also applies to all subdomains of the host " + "(includeSubDomains).")
  boolean hstsIncludeSubDomains() default false;

  @AttributeDefinition(
      description =
          "Whether browsers may include the host in their preload lists (preload); "
              + "requires"
              + " hstsIncludeSubDomains and one year.")
  boolean hstsPreload() default false;

  @AttributeDefinition(
      description =
          "Rate limits as METHOD PATH COUNT/SECONDSs ip|caller|tenant; for each of "
              + "the three kinds the"
              + " first matching rule applies, and a count of 0 means no limit.")
  String[] rateLimits() default {RATE_LIMITS};

  @AttributeDefinition(
      description =
          "How many attempts on one account may fail from one address, as "
              + "COUNT/SECONDSs; further"
              + " attempts from there are rejected. A count of 0 means no limit.")
  String failedAttemptsPerAccount() default FAILED_PER_ACCOUNT;

  @AttributeDefinition(
      description =
          "How many attempts may fail from one address at one tenant, as "
              + "COUNT/SECONDSs; further"
              + " failures return 429. A count of 0 means no limit.")
  String failedAttemptsPerAddress() default FAILED_PER_ADDRESS;
}
