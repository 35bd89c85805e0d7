package org.lumoauth.testkit.builder;

import org.lumoauth.api.directory.SubjectRef;

/** Where every builder starts; made for a static import. */
public final class TestBuilders {

  private TestBuilders() {}

  /** The tenant {@code acme}. */
  public static TenantBuilder aTenant() {
    return TenantBuilder.named("acme");
  }

  /** The tenant with this slug; two slugs give two ids. */
  public static TenantBuilder aTenant(String slug) {
    return TenantBuilder.named(slug);
  }

  /** A confidential client that may use {@code client_credentials} and has a few scopes. */
  public static ClientBuilder aClient() {
    return ClientBuilder.plain();
  }

  /** A client that can keep no secret. */
  public static ClientBuilder aPublicClient() {
    return ClientBuilder.plain().publicClient();
  }

  /** A request of {@link #aClient()} for a {@code client_credentials} token. */
  public static GrantRequestBuilder aGrantRequest() {
    return GrantRequestBuilder.clientCredentials();
  }

  /** A request of {@link #aClient()} for a code, with PKCE. */
  public static AuthorizationRequestBuilder anAuthorizationRequest() {
    return AuthorizationRequestBuilder.code();
  }

  /** A form that was posted to the token endpoint. */
  public static OAuthRequestBuilder anOAuthRequest() {
    return OAuthRequestBuilder.tokenRequest();
  }

  /** May {@link #anAgentRef()} do {@code documents.read}? */
  public static DecisionRequestBuilder aQuestion() {
    return DecisionRequestBuilder.byAgent();
  }

  /** An active user with a proven address. */
  public static UserBuilder aUser() {
    return UserBuilder.plain();
  }

  /** An enabled agent that may read and write documents. */
  public static AgentBuilder anAgent() {
    return AgentBuilder.plain();
  }

  /** An agent that calls with an access token. */
  public static CallerBuilder aCaller() {
    return CallerBuilder.agent();
  }

  /** A plain {@code GET} without credentials. */
  public static HttpRequestViewBuilder aRequest() {
    return HttpRequestViewBuilder.get();
  }

  /** Somebody made a role, and it went well. */
  public static AuditEventBuilder anAuditEvent() {
    return AuditEventBuilder.success();
  }

  /** An agent asks a user to approve a payment. */
  public static ApprovalRequestBuilder anApprovalRequest() {
    return ApprovalRequestBuilder.pending();
  }

  /** A rendered message. */
  public static MessageBuilder aMessage() {
    return MessageBuilder.plain();
  }

  /** The user that {@link #aUser()} makes. */
  public static SubjectRef aUserRef() {
    return new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  }

  /** The agent that {@link #anAgent()} makes. */
  public static SubjectRef anAgentRef() {
    return new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID);
  }
}
