/**
 * The pages where users manage their account: profile, password, sessions, and the access of
 * applications.
 */
package org.lumoauth.authn.account;
