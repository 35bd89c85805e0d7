/**
 * Transaction tokens (draft-ietf-oauth-transaction-tokens): what services of one trust domain pass
 * along while they work on one request, so that each knows for whom and what it is about.
 */
package org.lumoauth.oauth.txntokens;
