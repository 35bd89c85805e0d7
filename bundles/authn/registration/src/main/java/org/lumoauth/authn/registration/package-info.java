/** Registration, verification of e-mail addresses, and password recovery. */
package org.lumoauth.authn.registration;
