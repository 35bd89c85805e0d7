/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import org.lumoauth.api.directory.SubjectRef;

/** The factory methods of all builders, for static imports. */
public final class TestBuilders {

  private TestBuilders() {}

  /** Returns the tenant {@code acme}. */
  public static TenantContextBuilder aTenant() {
    return TenantContextBuilder.named("acme");
  }

  /** Returns the tenant with this slug; different slugs have different ids. */
  public static TenantContextBuilder aTenant(String slug) {
    return TenantContextBuilder.named(slug);
  }

  /** Returns a confidential client that may use {@code client_credentials} and has a few scopes. */
  public static ClientBuilder aClient() {
    return ClientBuilder.plain();
  }

  /** Returns a public client. */
  public static ClientBuilder aPublicClient() {
    return ClientBuilder.plain().publicClient();
  }

  /** Returns a request of {@link #aClient()} for a {@code client_credentials} token. */
  public static AuthenticatedTokenRequestBuilder aGrantRequest() {
    return AuthenticatedTokenRequestBuilder.clientCredentials();
  }

  /** Returns a request of {@link #aClient()} for a code, with PKCE. */
  public static AuthorizationRequestBuilder anAuthorizationRequest() {
    return AuthorizationRequestBuilder.code();
  }

  /** Returns a form request to the token endpoint. */
  public static OAuthRequestBuilder anOAuthRequest() {
    return OAuthRequestBuilder.tokenRequest();
  }

  /** Returns a request whether {@link #anAgentRef()} may perform {@code documents.read}. */
  public static DecisionRequestBuilder aQuestion() {
    return DecisionRequestBuilder.byAgent();
  }

  /** Returns an active user with a verified email address. */
  public static UserBuilder aUser() {
    return UserBuilder.plain();
  }

  /** Returns an enabled agent that may read and write documents. */
  public static AgentBuilder anAgent() {
    return AgentBuilder.plain();
  }

  /** Returns an agent that calls with an access token. */
  public static CallerBuilder aCaller() {
    return CallerBuilder.agent();
  }

  /** Returns a plain {@code GET} request without credentials. */
  public static HttpRequestViewBuilder aRequest() {
    return HttpRequestViewBuilder.get();
  }

  /** Returns an event about the successful creation of a role. */
  public static AuditEventBuilder anAuditEvent() {
    return AuditEventBuilder.success();
  }

  /** Returns a request of an agent for a user's approval of a payment. */
  public static ApproverNotificationBuilder anApprovalRequest() {
    return ApproverNotificationBuilder.pending();
  }

  /** Returns a rendered message. */
  public static MessageBuilder aMessage() {
    return MessageBuilder.plain();
  }

  /** Returns a reference to the user of {@link #aUser()}. */
  public static SubjectRef aUserRef() {
    return new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  }

  /** Returns a reference to the agent of {@link #anAgent()}. */
  public static SubjectRef anAgentRef() {
    return new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID);
  }
}
