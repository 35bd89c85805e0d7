/**
 * Clients that nobody registers: their identifier is the address of a document that says what they
 * are (draft-ietf-oauth-client-id-metadata-document).
 */
package org.lumoauth.oauth.clientidmetadata;
