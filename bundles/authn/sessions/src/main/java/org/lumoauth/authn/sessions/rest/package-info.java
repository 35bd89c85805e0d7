/** The REST API for administrators to list and revoke sessions. */
@NullMarked
package org.lumoauth.authn.sessions.rest;

import org.jspecify.annotations.NullMarked;
