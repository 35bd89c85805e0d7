/**
 * The pages where people look after their account: who they are, their password, where they are
 * signed in, and what they allowed to whom.
 */
package org.lumoauth.authn.account;
