/** The page where people look after their account. */
package org.lumoauth.authn.account;
