/**
 * Registered OAuth clients: a client source and a subject source that answer from memory, and the
 * registry that changes them.
 */
package org.lumoauth.oauth.clients;
