/** The admin API of declared types. */
package org.lumoauth.oauth.richauthorization.rest;
