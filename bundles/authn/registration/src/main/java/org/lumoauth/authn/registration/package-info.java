/** Registration, proof of the e-mail address, and forgotten passwords. */
package org.lumoauth.authn.registration;
