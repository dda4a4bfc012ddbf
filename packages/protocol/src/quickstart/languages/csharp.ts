/** C# with the OAuth handler that ASP.NET Core brings. */
import { doubleQuoted as q } from '../literals.ts';
import { addressesOf, callbackByPost, hasScope, tokenByGet, type QuickstartApp } from '../quickstart-app.ts';
import { lines, type Quickstart } from '../quickstart.ts';

export const csharp: Quickstart = {
  language: 'csharp',
  title: 'C#',
  library: 'ASP.NET Core (AddOAuth)',
  dead: { name: 'DotNetOpenAuth', successor: 'the OAuth handler of ASP.NET Core' },
  install: () => ['dotnet new web --output quickstart && cd quickstart'],
  run: () => ['CLIENT_SECRET=… dotnet run'],
  files: app => [{ name: 'Program.cs', text: program(app) }],
};

function program(app: QuickstartApp): string {
  const { authorize, token, call, host, port, callback } = addressesOf(app);
  const authorizeWithMode = callbackByPost(app) ? `${authorize}?response_mode=query` : authorize;
  return lines(
    `
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

// Never in the code, never in a browser.
var secret = Environment.GetEnvironmentVariable("CLIENT_SECRET")!;
const string id = ${q(app.clientId)};
const string tokenEndpoint = ${q(token)};

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(${q(`http://${host}:${port}`)});
builder.Services.AddHttpClient();
builder.Services
    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie()
    .AddOAuth("company", options =>
    {
        options.ClientId = id;
        options.ClientSecret = secret;`,
    callbackByPost(app) ? '        // The handler reads its answer from the address, not from a form.' : null,
    `
        options.AuthorizationEndpoint = ${q(authorizeWithMode)};
        options.TokenEndpoint = tokenEndpoint;
        options.CallbackPath = ${q(callback)};
        options.UsePkce = true;
        options.SaveTokens = true; // in the session's encrypted cookie; yours: a row per user in your database`,
    ...(hasScope(app) ? app.scopes.map(scope => `        options.Scope.Add(${q(scope)});`) : []),
    tokenByGet(app) ? '        options.BackchannelHttpHandler = new TokenByGet();' : null,
    `
    });
var app = builder.Build();
app.UseAuthentication();

app.MapGet("/connect", () =>
    Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }, ["company"]));

app.MapGet("/", async (HttpContext context, IHttpClientFactory factory) =>
{
    var session = await context.AuthenticateAsync();
    if (!session.Succeeded) return Results.Content("<a href=\\"/connect\\">Connect</a>", "text/html");
    var http = factory.CreateClient();`,
    app.refreshes ? '    await RefreshIfExpired(context, session, http);' : null,
    `
    var request = new HttpRequestMessage(HttpMethod.Get, ${q(call)});
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Properties.GetTokenValue("access_token"));
    var answer = await http.SendAsync(request);
    return Results.Content(await answer.Content.ReadAsStringAsync(), "application/json", null, (int)answer.StatusCode);
});

app.Run();`,
    app.refreshes
      ? `

// Each refresh token is good for one time: keep the new one.
static async Task RefreshIfExpired(HttpContext context, AuthenticateResult session, HttpClient http)
{
    var properties = session.Properties!;
    var expires = properties.GetTokenValue("expires_at");
    if (expires is null || DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow) return;
    var answer = await http.PostAsync(tokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = properties.GetTokenValue("refresh_token")!,
        ["client_id"] = id,
        ["client_secret"] = Environment.GetEnvironmentVariable("CLIENT_SECRET")!,
    }));
    answer.EnsureSuccessStatusCode();
    var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    var until = DateTimeOffset.UtcNow.AddSeconds(tokens.GetProperty("expires_in").GetInt32());
    properties.UpdateTokenValue("access_token", tokens.GetProperty("access_token").GetString()!);
    properties.UpdateTokenValue("refresh_token", tokens.GetProperty("refresh_token").GetString()!);
    properties.UpdateTokenValue("expires_at", until.ToString("o", CultureInfo.InvariantCulture));
    await context.SignInAsync(session.Principal!, properties);
}`
      : null,
    tokenByGet(app)
      ? `

// This provider's token request is a GET: what the handler would post goes into the address.
class TokenByGet() : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ended)
    {
        var query = await request.Content!.ReadAsStringAsync(ended);
        return await base.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{request.RequestUri}?{query}"), ended);
    }
}`
      : null,
  );
}
