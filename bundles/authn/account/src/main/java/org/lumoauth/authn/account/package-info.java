/**
 * The pages where users manage their account: profile, password, sessions, and the access of
 * applications.
 */
@NullMarked
package org.lumoauth.authn.account;

import org.jspecify.annotations.NullMarked;
