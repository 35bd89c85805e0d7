package org.lumoauth.platform.web.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the door. */
@ObjectClassDefinition(name = "LumoAuth web")
public @interface WebServerConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.web";

  /** The default of {@link #maxBodyBytes}. */
  int MAX_BODY_BYTES = 1_048_576;

  /** The default of {@link #defaultBodyBytes}. */
  int DEFAULT_BODY_BYTES = 65_536;

  /** The default of {@link #hstsMaxAgeSeconds}: a year. */
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
      description = "The URL under which the server is reached; LUMOAUTH_BASE_URL wins.")
  String baseUrl() default "";

  @AttributeDefinition(description = "The address that the server listens on; LUMOAUTH_BIND wins.")
  String bind() default "127.0.0.1";

  @AttributeDefinition(description = "The port; LUMOAUTH_HTTP_PORT wins.")
  int port() default 8080;

  @AttributeDefinition(
      description =
          "The largest request body in bytes, for operations that take documents or batches.")
  int maxBodyBytes() default MAX_BODY_BYTES;

  @AttributeDefinition(description = "The largest body in bytes of every other request.")
  int defaultBodyBytes() default DEFAULT_BODY_BYTES;

  @AttributeDefinition(
      description =
          "The bytes of request bodies that the node handles at one time; 0 is a 64th of the heap.")
  long bodyBudgetBytes() default 0;

  @AttributeDefinition(
      description =
          "The largest number of exports (audit records, tenant documents) that this server sends"
              + " at the same time; of one tenant always one.")
  int maxExports() default MAX_EXPORTS;

  @AttributeDefinition(
      description = "Proxies whose forwarding header is trusted, as addresses or CIDR ranges.")
  String[] trustedProxies() default {};

  @AttributeDefinition(
      description =
          "The header in which those proxies report the client's address: Forwarded or"
              + " X-Forwarded-For; empty: the one that a request has.")
  String forwardingHeader() default "";

  @AttributeDefinition(
      description =
          "The header in which those proxies pass on the certificate of a TLS client; empty: none.")
  String clientCertificateHeader() default "";

  @AttributeDefinition(
      description = "Whether each request has a line in the access log; changes at once.")
  boolean accessLog() default false;

  @AttributeDefinition(
      description =
          "How many seconds browsers use TLS alone for this host (Strict-Transport-Security); 0 ends"
              + " it.")
  long hstsMaxAgeSeconds() default HSTS_MAX_AGE_SECONDS;

  @AttributeDefinition(
      description = "Whether that also concerns all subdomains of the host (includeSubDomains).")
  boolean hstsIncludeSubDomains() default false;

  @AttributeDefinition(
      description =
          "Whether browsers may ship the host in their preload lists (preload); needs"
              + " hstsIncludeSubDomains and a year.")
  boolean hstsPreload() default false;

  @AttributeDefinition(
      description =
          "Rate limits as METHOD PATH COUNT/SECONDSs ip|caller|tenant; of each of the three kinds the"
              + " first that fits counts, and a count of 0 is no limit.")
  String[] rateLimits() default {RATE_LIMITS};

  @AttributeDefinition(
      description =
          "How many attempts on one account may fail from one address, as COUNT/SECONDSs; then"
              + " further ones on it from there are refused. A count of 0 is no limit.")
  String failedAttemptsPerAccount() default FAILED_PER_ACCOUNT;

  @AttributeDefinition(
      description =
          "How many attempts may fail from one address at one tenant, as COUNT/SECONDSs; then"
              + " further failures are answered 429. A count of 0 is no limit.")
  String failedAttemptsPerAddress() default FAILED_PER_ADDRESS;
}
