import { createRoot } from 'react-dom/client'
import { AuthProvider } from 'react-oidc-context'
import { App } from './App.jsx'

const appUrl = window.location.origin + '/'

const oidc = {
  authority: import.meta.env.VITE_ISSUER,
  client_id: import.meta.env.VITE_CLIENT_ID,
  redirect_uri: appUrl,
  post_logout_redirect_uri: appUrl,
  scope: 'openid profile email',
  loadUserInfo: true, // name and email are claims of the userinfo endpoint
  automaticSilentRenew: false,
  // Removes the code from the address bar after the sign-in.
  onSigninCallback: () => window.history.replaceState({}, document.title, '/'),
}

createRoot(document.getElementById('root')).render(
  <AuthProvider {...oidc}>
    <App />
  </AuthProvider>,
)
