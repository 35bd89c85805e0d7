/**
 * Transaction tokens (draft-ietf-oauth-transaction-tokens): tokens that the services of a trust
 * domain pass along while they process a request, so that each service knows the subject and
 * purpose of the request.
 */
@NullMarked
package org.lumoauth.oauth.txntokens;

import org.jspecify.annotations.NullMarked;
