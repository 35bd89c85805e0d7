/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.util.Map;
import java.util.Optional;

/**
 * The JSON response of a start page.
 *
 * @param name the product, or the tenant's display name
 * @param issuer the tenant's issuer identifier
 * @param version the product's version
 * @param ready whether the server accepts work; absent if no module checks it
 * @param links URLs by name
 */
record StartPageResponse(
    String name,
    Optional<String> issuer,
    Optional<String> version,
    Optional<Boolean> ready,
    Map<String, String> links) {}
