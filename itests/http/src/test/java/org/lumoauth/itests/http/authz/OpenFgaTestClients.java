/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.openfga.sdk.api.client.OpenFgaClient;
import dev.openfga.sdk.api.configuration.ApiToken;
import dev.openfga.sdk.api.configuration.ClientConfiguration;
import dev.openfga.sdk.api.configuration.Credentials;
import dev.openfga.sdk.api.model.CreateStoreRequest;
import dev.openfga.sdk.api.model.WriteAuthorizationModelRequest;
import dev.openfga.sdk.errors.ApiException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestTenant;

/** OpenFGA's own client for Java at a tenant of ours. */
final class OpenFgaTestClients {

  /** One operation of the client. */
  @FunctionalInterface
  interface Call<T> {
    Future<T> begin() throws Exception;
  }

  private OpenFgaTestClients() {}

  static String url(TestTenant tenant) {
    return tenant.admin().base() + "/openfga";
  }

  /** A client with a credential. */
  static OpenFgaClient client(TestTenant tenant, String token) throws Exception {
    return new OpenFgaClient(
        new ClientConfiguration()
            .apiUrl(url(tenant))
            .maxRetries(0)
            .credentials(new Credentials(new ApiToken(token))));
  }

  /** A client with a new store. */
  static OpenFgaClient inNewStore(TestTenant tenant, String name) throws Exception {
    OpenFgaClient client = client(tenant, tenant.key());
    var made = await(() -> client.createStore(new CreateStoreRequest().name(name)));
    client.setStoreId(made.getId());
    return client;
  }

  /** Writes a model that is given in the modelling language, and asks by it from now on. */
  static void writeModel(OpenFgaClient client, TestTenant tenant, String text) throws Exception {
    String json =
        tenant
            .admin()
            .post(
                "/zanzibar/models",
                Map.of("language", "openfga_dsl", "text", text, "make_current", false))
            .expect(201)
            .data()
            .path("model")
            .toString();
    var written = await(() -> client.writeAuthorizationModel(request(json)));
    client.setAuthorizationModelId(written.getAuthorizationModelId());
  }

  private static WriteAuthorizationModelRequest request(String json)
      throws JsonProcessingException {
    return ApiClient.JSON.readValue(json, WriteAuthorizationModelRequest.class);
  }

  static <T> T await(Call<T> call) throws Exception {
    return call.begin().get();
  }

  /** OpenFGA's code of the refusal that an operation meets. */
  static <T> String refusal(Call<T> call) throws Exception {
    try {
      T answer = call.begin().get();
      throw new AssertionError("it was answered: " + answer);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ApiException refused) {
          return ApiClient.JSON.readTree(refused.getResponseData()).path("code").asText();
        }
      }
      throw e;
    }
  }
}
