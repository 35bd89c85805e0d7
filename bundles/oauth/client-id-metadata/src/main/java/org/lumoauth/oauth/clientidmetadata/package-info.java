/**
 * Clients without registration: the client ID is the URL of a document with the client metadata
 * (draft-ietf-oauth-client-id-metadata-document).
 */
@NullMarked
package org.lumoauth.oauth.clientidmetadata;

import org.jspecify.annotations.NullMarked;
